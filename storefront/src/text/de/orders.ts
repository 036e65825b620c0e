export const orders = {
  orders: {
    title: "Meine Bestellungen", one: "Bestellung {{number}}", oneRequest: "Anfrage {{number}}", whoMay: "Bestellungen sehen Kunden: Privatkunden die eigenen, Unternehmen ihre.",
    found_one: "{{count}} Bestellung", found_other: "{{count}} Bestellungen", filter: "Stand", allStates: "Alle", showAll: "Alle Bestellungen zeigen",
    none: "Noch keine Bestellungen", noneText: "Hier steht, was Sie bestellt haben, und wie weit es ist.", noneInState: "Keine Bestellung in diesem Stand",
    missing: "Diese Bestellung gibt es nicht", missingText: "Prüfen Sie die Nummer. Bestellungen anderer sind hier nicht zu sehen.",
    order: "Bestellung", content: "Inhalt", by: "Bestellt von", stateTitle: "Stand", total: "Summe", yours: "Ihre Nr. {{reference}}", andMore_one: "{{name}} und {{count}} weitere Position",
    andMore_other: "{{name}} und {{count}} weitere Positionen", next: "Nächster Versand {{day}}", kept: "Reserviert bis", keptUntil: "Reserviert bis {{moment}}", placedAt: "Bestellt am", requestedAt: "Angefragt am", requestedBy: "Angefragt von",
    missingGoods: "Was fehlt", follow: "wird nachgeliefert", together: "alles auf einmal",
    lines: "Positionen", position: "Pos. {{position}}", shippedOf: "{{shipped}} von {{all}} versandt", waiting: "{{quantity}} in Nachlieferung", leaves: "Versand {{day}}",
    shipments: "Sendungen", note: "Lieferschein {{number}}", track: "Sendung verfolgen",
    confirmation: "Auftragsbestätigung (PDF)", noConfirmation: "Die Auftragsbestätigung liegt noch nicht vor.",
    cancel: "Stornieren", cancelOf: "{{name}} stornieren", cancelAll: "Bestellung stornieren", withdraw: "Anfrage zurückziehen", keep: "Behalten",
    cancelText: "Storniert wird, was noch nicht gepackt ist:", withdrawText: "Die Anfrage wird nicht mehr genehmigt, ihre Reservierung endet:", notCancelled: "Es wurde nichts storniert.",
    cancelledLine: "{{name}} wurde storniert.", cancelledAll: "Storniert wurde alles, was noch nicht gepackt war.",
    state: { PENDING: "In Prüfung", AWAITING: "Wartet auf Genehmigung", CONFIRMED: "Bestätigt", PART_SHIPPED: "Teilweise versandt", SHIPPED: "Versandt", CANCELLED: "Storniert" },
    lineState: { OPEN: "Offen", PICKING: "Wird gepackt", PART_SHIPPED: "Teilweise versandt", SHIPPED: "Versandt", BACK_ORDER: "Nachlieferung", CANCELLED: "Storniert" },
  },
};
