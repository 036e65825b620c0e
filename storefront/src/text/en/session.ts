import type { session as german } from "../de/session";
import type { Texts } from "../texts";

export const session: Texts<typeof german> = {
  session: {
    in: "Sign in", out: "Sign out", email: "E-mail", password: "Password", show: "Show or hide the password",
    ended: "Your session has ended. Sign in again and you go on here.", without: "Go on without signing in",
    refused: {
      invalid_credentials: "E-mail or password is wrong.", suspended: "This access is suspended. Ask the administrators of your company.",
      no_company: "You do not belong to a company here yet. Ask yours for an invitation.", too_many_attempts: "Too many attempts. Wait a minute.",
      unreachable: "The sign-in cannot be reached. Try again in a moment.",
    },
  },
  demo: {
    title: "Demo sign-ins", text: "This installation holds demo data. One click signs you in.", as: "Sign in as {{name}}",
    who: {
      private: "private buyer in Austria: orders at prices with VAT",
      firm: "orders for the joinery at the direct price, net",
      moser: "orders for a firm in Austria that has no approver",
      dealer: "buys: own prices, exact stock, orders bindingly",
      requester: "fills the cart and requests, sees no prices",
      approver: "sees the department's orders with prices",
      accountant: "sees orders and prices, no stock",
      warehouse: "sees stock and orders, no prices",
      companyadmin: "sees all of the company, does not order",
      books: "keeps the books of one company, reads along in the other",
      dealer2: "buys: same tier, other conditions",
      branch2: "requests for the branch and sees prices",
      plus: "buys: stock by warehouse, announced prices earlier",
      partner: "workshop: service documents, no quantities",
      sales: "dealer sales: prices and margin band",
      salessouth: "dealer sales, south",
      directsales: "direct sales",
      service: "service: documents, no prices",
      logistics: "logistics: all stock, no amounts",
      content: "texts: public prices only",
      finance: "finance: cost and margin",
      admin: "rights: no business data",
    },
  },
};
