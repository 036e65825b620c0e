export const policies = {
  policies: {
    title: "Wer sieht was", nav: "Rechte", navWhy: "Warum nicht sichtbar?", parts: "Teile dieser Seite", whoMay: "Die Rechte bearbeitet die Rechteverwaltung; warum jemand etwas nicht sieht, darf unser Personal fragen.",
    tab: { matrix: "Matrix", files: "Dateien", history: "Verlauf", explain: "Warum?" },
    notThis: "Die geltenden Rechte erlauben Ihnen diesen Teil nicht.", filesEdited_one: "{{count}} geändert", filesEdited_other: "{{count}} geändert",
    matrix: {
      search: "Feld oder Gruppe suchen", one: "Zielgruppe A", other: "Zielgruppe B", everyone: "alle", differs: "Nur was A und B verschieden sehen", reset: "Auswahl aufheben",
      found_one: "{{count}} Feld", found_other: "{{count}} Felder", none: "Dazu passt kein Feld", noneText: "Suchen Sie nach einem Teil des Namens oder der Gruppe, oder heben Sie die Auswahl auf.", clear: "Alle Felder zeigen",
      field: "Feld", group: "Gruppe", sees: "sieht es", seesNot: "sieht es nicht", table: "Felder nach Zielgruppen", seenBy: "Sichtbar für {{seen}} von {{all}}", nobody: "Niemand sieht es.", seenByAll: "Alle sehen es.",
      operations: "Arbeit an den Rechten", typeCount: "{{type}}, {{count}}",
    },
    files: {
      list: "Dateien", file: "Datei", choose: "Datei wählen", edited: "geändert", view: "Ansicht", text: "Text", difference: "Unterschied", preview: "Vorschau", editor: "Text von {{name}}", noSuch: "Eine Datei {{name}} gibt es nicht.",
      unsaved: "Noch nicht veröffentlicht", begun: "Begonnen auf Stand {{number}}.", unsavedText: "Die Änderungen bleiben in diesem Fenster, bis sie veröffentlicht oder verworfen sind.", discard: "{{name}} verwerfen", discardAll: "Alle Änderungen verwerfen", discardShort: "Verwerfen",
      discardSure: "Die Änderungen an {{names}} gehen verloren.", keep: "Behalten", unchanged: "Noch keine Änderungen. Was Sie ändern, wird hier geprüft und gezeigt, bevor es gilt.", readOnly: "Veröffentlichen können Sie hier nicht.",
      new: "Neue Datei", newName: "Name der neuen Datei", newHint: "Zum Beispiel repairs.csv oder cases/repairs.yaml", create: "Anlegen", exists: "Diese Datei gibt es schon.", notName: "Ein Name besteht aus Buchstaben, Ziffern, - _ . und endet auf .csv, .yaml, .conf oder .md.",
      comment: "# Wozu diese Regeln da sind",
    },
    check: {
      title: "Prüfung", running: "Wird geprüft …", good: "Nichts zu beanstanden: das kann veröffentlicht werden.", bad_one: "{{count}} Beanstandung", bad_other: "{{count}} Beanstandungen", stopped: "Nicht geprüft; Ihr Text bleibt stehen.",
      wayOut: "Ausweg: {{text}}", toLine: "Zu {{place}}", more_one: "und {{count}} weitere", more_other: "und {{count}} weitere",
    },
    preview: {
      running: "Die Vorschau wird berechnet …", needsGood: "Die Vorschau steht hier, sobald die Prüfung nichts mehr beanstandet.", nothing: "Niemand gewinnt oder verliert ein Feld.", who: "Wer gewinnt, wer verliert", audience: "Zielgruppe", gains: "gewinnt", loses: "verliert",
      documents: "Gespeicherte Abfragen des Shops", document: "Abfrage", noDocuments: "Keine gespeicherte Abfrage ändert sich.", stops: "geht nicht mehr", starts: "geht jetzt", subscriptions: "Laufende Abonnements", noSubscriptions: "Kein laufendes Abonnement ändert sich.",
      closes: "{{count}} werden geschlossen", anew: "{{count}} beginnen von vorn", unknownSubscriptions: "Welche gerade laufen, ist nicht bekannt.", narrowed: "{{count}} laufen schmaler weiter", inWords: "In Worten", andMore_one: "{{count}} weiteres", andMore_other: "{{count}} weitere",
    },
    publish: {
      title: "Veröffentlichen", reason: "Grund", reasonHint: "Steht im Verlauf neben der Änderung.", button: "Veröffentlichen", notYet: "Erst wenn die Prüfung nichts beanstandet.", checking: "Gleich, die Prüfung läuft noch.", moved: "Erst auf dem geltenden Stand weiterarbeiten (siehe oben).", needsReason: "Nennen Sie den Grund.",
      live: "Stand {{number}} gilt jetzt", allFollow_one: "{{count}} Prozess folgt.", allFollow_other: "Alle {{count}} Prozesse folgen.", notFollowing: "Diese Prozesse sind nicht gefolgt:", proposed: "Vorschlag {{number}} wartet auf eine zweite Person",
      proposedText: "Er erweitert Ihre eigenen Rechte. Bis eine andere Person zustimmt, gilt der bisherige Stand.", widens: "Erweitert:", toHistory: "Zu den Vorschlägen", refused: "Nicht veröffentlicht", refusedText: "Die Prüfung beanstandet die Dateien:",
      conflict: "Inzwischen hat jemand anders veröffentlicht. Es wurde nichts überschrieben; oben steht, was anders ist.", unknown: "Wir wissen nicht, ob es veröffentlicht wurde", unknownText: "Der Verlauf sagt es. Ihr Text bleibt stehen.",
    },
    moved: {
      title: "Inzwischen gilt Stand {{number}}", text: "Ihre Änderungen begannen auf Stand {{base}}. Ihr Text steht unverändert da.", by: "Veröffentlicht von {{author}}: {{reason}}", apart: "{{name}}: nur von Ihnen geändert, passt auf den neuen Stand.",
      both: "{{name}}: auch im geltenden Stand geändert. Der Unterschied vom geltenden zu Ihrem Text:", take: "Geltenden Text von {{name}} nehmen", goOn: "Mit meinem Text auf Stand {{number}} weiterarbeiten",
    },
    history: {
      revisions: "Stände", number: "Stand {{number}}", current: "gilt", restores: "stellt Stand {{number}} wieder her", none: "Noch kein Stand wurde veröffentlicht", show: "Unterschied zeigen", showOf: "Unterschied von Stand {{number}} zeigen", hide: "Unterschied verbergen", noDifference: "Kein Unterschied zum Stand davor.",
      rollBack: "Zurück zu diesem Stand", rollBackTo: "Zurück zu Stand {{number}}", rollBackText: "Die Dateien von Stand {{number}} werden als neuer Stand veröffentlicht.", cancel: "Abbrechen", by: "von {{author}}", byYou: "von Ihnen", folder: "im Ordner bearbeitet", approvedBy: "zugestimmt hat {{author}}",
    },
    proposals: { title: "Vorschläge", one: "Vorschlag {{number}}", own: "Ihr Vorschlag: zustimmen muss jemand anders.", approve: "Zustimmen", approveOf: "Vorschlag {{number}} zustimmen", reject: "Ablehnen", rejectOf: "Vorschlag {{number}} ablehnen", rejectText: "Der geltende Stand bleibt.", rejected: "Vorschlag {{number}} ist abgelehnt.", showOf: "Unterschied von Vorschlag {{number}} zeigen" },
    why: {
      intro: "Nennen Sie eine Anmeldung oder eine Zielgruppe und ein Feld. Die Antwort nennt die Regel, die entscheidet, und was sich ändern müsste.", whose: "Wessen Sicht", byAddress: "Anmeldung", byAudience: "Zielgruppe", who: "E-Mail der Anmeldung", audience: "Zielgruppe", coordinate: "Feld",
      coordinateHint: "Zum Beispiel Price.cost", ask: "Fragen", sees: "{{who}} sieht {{coordinate}}", seesNot: "{{who}} sieht {{coordinate}} nicht", unknown: "Das Schema kennt {{coordinate}} nicht", roles: "Rollen und woher sie kommen", through: "durch", rules: "Regeln, die entscheiden", noRules: "Keine Regel erlaubt es.", rule: "Regel", place: "Stelle",
      role: "Rolle", axis: "Gilt für", axes: { audience: "Zielgruppe", machine: "Maschine", function: "Funktion" }, closedBy: "Verborgen durch", missing: "Was sich ändern müsste", running: "Wird erklärt …", edit: "{{place}} bearbeiten",
    },
  },
};
