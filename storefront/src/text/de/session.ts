export const session = {
  session: {
    in: "Anmelden", out: "Abmelden", email: "E-Mail", password: "Passwort", refused: "E-Mail oder Passwort stimmt nicht.",
    demo: "Mit den Demodaten können Sie sich zum Beispiel als dealer@demo.example mit dem Passwort demo anmelden.",
  },
};
