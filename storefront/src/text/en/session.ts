import type { session as german } from "../de/session";
import type { Texts } from "../texts";

export const session: Texts<typeof german> = {
  session: {
    in: "Sign in", out: "Sign out", email: "E-mail", password: "Password", refused: "E-mail or password is wrong.",
    demo: "With the demo data you can sign in, for example, as dealer@demo.example with the password demo.",
  },
};
