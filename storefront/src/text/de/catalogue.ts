export const catalogue = {
  kind: {
    POWER_TOOL: "Elektrowerkzeuge", HAND_TOOL: "Handwerkzeuge", BATTERY: "Akkus", CHARGER: "Ladegeräte",
    ACCESSORY: "Zubehör", SPARE_PART: "Ersatzteile", SET: "Sets",
  },
  list: { found_one: "{{count}} Artikel", found_other: "{{count}} Artikel", none: "Nichts gefunden", noneText: "Prüfen Sie die Schreibweise oder wählen Sie eine andere Art.", showAll: "Alle Artikel zeigen", sort: "Sortierung" },
  sort: { NAME: "Name", SKU: "Artikelnummer", NEWEST: "Neueste zuerst" },
  product: {
    number: "Artikelnummer", gtin: "GTIN", platform: "Akku-Plattform", features: "Technische Daten", accessories: "Zubehör", parts: "Ersatzteile",
    position: "Pos.", quantity: "Menge", article: "Artikel", manuals: "Anleitungen", service: "Serviceunterlagen", origin: "Ursprungsland",
    tariff: "Zolltarifnummer", dangerous: "Gefahrgut", until: "Ersatzteile verfügbar bis", missing: "Diesen Artikel gibt es nicht", missingText: "Unter der Nummer {{sku}} führen wir keinen Artikel.",
    discontinued: "Nicht mehr lieferbar", successor: "Nachfolger", notHere: "In Ihr Land nicht lieferbar",
    notYours: "Ihre Rolle bestellt nicht; das tun bei Ihnen Einkauf und Anfrage.", signIn: "Zum Bestellen anmelden",
    minimum: "Mindestmenge {{minimum}}, in Schritten von {{step}}", box: "Packung zu {{content}} Stück", back: "Zurück zur Liste",
  },
  channel: { DIRECT: "Nur direkt", DEALERS_ONLY: "Nur im Fachhandel", BOTH: "Direkt und im Fachhandel", ON_ENQUIRY: "Auf Anfrage" },
  price: {
    hidden: "Ihr Einkaufspreis wird für Ihre Rolle nicht gezeigt.",
    title: "Preis", own: "Ihr Preis", net: "netto", gross: "inkl. MwSt.", list: "Listenpreis netto", recommended: "UVP", since: "seit {{day}}",
    group: "Rabattgruppe", tiers: "Staffelpreise", from: "ab {{quantity}}", steps: "So entsteht der Preis", announced: "Ab {{day}}",
    cost: "Einstand", margin: "Marge", band: "Margenband", per: "je {{quantity}}", none: "Preis auf Anfrage", dealers: "Erhältlich im Fachhandel", shipping: "zzgl. Versand",
  },
  unit: { C62: "Stück", PK: "Packung", SET: "Set", PR: "Paar", BX: "Karton" },
  band: { LOW: "niedrig", MEDIUM: "mittel", HIGH: "hoch" },
  stock: {
    title: "Verfügbarkeit", GREEN: "Lieferbar", YELLOW: "Bald lieferbar", RED: "Zurzeit nicht lieferbar", leaves: "Versand am {{day}}", promise: "Voraussichtlich ab {{day}}",
    enquiry: "Termin auf Anfrage", quantity: "Für Sie verfügbar", warehouses: "Nach Lager", receipts: "Erwartete Zugänge", contingents: "Ihr Kontingent",
    until: "bis {{day}}", stale: "Bestand zurzeit nicht aktuell", light: "Verfügbarkeit: {{state}}",
  },
  live: { live: "Live", connecting: "Verbindet …", cut: "Verbindung unterbrochen, Stand {{time}}", asOf: "Stand {{time}}" },
};
