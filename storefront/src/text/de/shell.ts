export const shell = {
  shop: { title: "Werkzeuge für den Betrieb", search: "Suchen: Name, Artikelnummer, GTIN", all: "Alle Arten", more: "Weitere laden", skip: "Zum Inhalt" },
  error: { title: "Das hat nicht geklappt", again: "Noch einmal versuchen", id: "Vorgangsnummer {{id}}" },
};
