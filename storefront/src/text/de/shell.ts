export const shell = {
  shop: {
    title: "Werkzeuge für den Betrieb", search: "Suchen: Name, Artikelnummer, GTIN", all: "Alle Arten", more: "Weitere laden", skip: "Zum Inhalt",
    pricesGross: "Alle Preise inkl. MwSt., zzgl. Versand.", pricesNet: "Preise netto, zzgl. MwSt. und Versand, wo nichts anderes dabeisteht.",
  },
  nav: { main: "Hauptmenü", catalogue: "Artikel", orders: "Meine Bestellungen", menu: "Menü", close: "Menü schließen", language: "Sprache", account: "Angemeldet" },
  error: { title: "Das hat nicht geklappt", again: "Noch einmal versuchen", id: "Vorgangsnummer {{id}}", broken: "Die Seite konnte nicht gezeigt werden.", reload: "Seite neu laden" },
  away: {
    title: "Der Shop ist nicht erreichbar", text: "Prüfen Sie Ihre Verbindung. Ihre Eingaben bleiben stehen.",
    offline: "Sie sind offline. Was Sie sehen, kann veraltet sein.",
  },
  missing: { title: "Diese Seite gibt es nicht", text: "Die Adresse {{address}} führt zu keiner Seite.", home: "Zu den Artikeln" },
  forbidden: { visitor: "Bitte melden Sie sich an", visitorText: "Danach geht es hier weiter.", person: "Das ist nicht für Ihre Anmeldung" },
};
