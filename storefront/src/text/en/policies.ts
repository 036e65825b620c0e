import type { policies as german } from "../de/policies";
import type { Texts } from "../texts";

export const policies: Texts<typeof german> = {
  policies: {
    title: "Who sees what", nav: "Policies", navWhy: "Why hidden?", parts: "Parts of this page", whoMay: "The administrators of rights edit the policies; our staff may ask why somebody does not see something.",
    tab: { matrix: "Matrix", files: "Files", history: "History", explain: "Why?" },
    notThis: "The policies do not let you use this part.", filesEdited_one: "{{count}} edited", filesEdited_other: "{{count}} edited",
    matrix: {
      search: "Search for a field or group", one: "Audience A", other: "Audience B", everyone: "all", differs: "Only what A and B see differently", reset: "Clear the choice",
      found_one: "{{count}} field", found_other: "{{count}} fields", none: "No field fits", noneText: "Search for a part of the name or the group, or clear the choice.", clear: "Show all fields",
      field: "Field", group: "Group", sees: "sees it", seesNot: "does not see it", table: "Fields by audience", seenBy: "Seen by {{seen}} of {{all}}", nobody: "Nobody sees it.", seenByAll: "Everybody sees it.",
      operations: "Work on the policies", typeCount: "{{type}}, {{count}}",
    },
    files: {
      list: "Files", file: "File", choose: "Choose a file", edited: "edited", view: "View", text: "Text", difference: "Difference", preview: "Preview", editor: "Text of {{name}}", noSuch: "There is no file {{name}}.",
      unsaved: "Not published yet", begun: "Begun on revision {{number}}.", unsavedText: "The edits stay in this window until they are published or discarded.", discard: "Discard {{name}}", discardAll: "Discard all edits", discardShort: "Discard",
      discardSure: "The edits of {{names}} will be lost.", keep: "Keep", unchanged: "Nothing edited yet. What you edit is checked and shown here before it counts.", readOnly: "You cannot publish here.",
      new: "New file", newName: "Name of the new file", newHint: "For example repairs.csv or cases/repairs.yaml", create: "Create", exists: "There is such a file already.", notName: "A name has letters, digits, - _ . and ends in .csv, .yaml, .conf or .md.",
      comment: "# What these rules are for",
    },
    check: {
      title: "Check", running: "Checking …", good: "Nothing to object to: this can be published.", bad_one: "{{count}} finding", bad_other: "{{count}} findings", stopped: "Not checked; your text stays.",
      wayOut: "Way out: {{text}}", toLine: "To {{place}}", more_one: "and {{count}} more", more_other: "and {{count}} more",
    },
    preview: {
      running: "Working out the preview …", needsGood: "The preview stands here once the check has no findings.", nothing: "Nobody gains or loses a field.", who: "Who gains, who loses", audience: "Audience", gains: "gains", loses: "loses",
      documents: "Stored documents of the shop", document: "Document", noDocuments: "No stored document changes.", stops: "stops working", starts: "works now", subscriptions: "Running subscriptions", noSubscriptions: "No running subscription changes.",
      closes: "{{count}} will close", anew: "{{count}} begin anew", unknownSubscriptions: "Which ones run now is not known.", narrowed: "{{count}} go on narrower", inWords: "In words", andMore_one: "{{count}} more", andMore_other: "{{count}} more",
    },
    publish: {
      title: "Publish", reason: "Reason", reasonHint: "Stands in the history beside the change.", button: "Publish", notYet: "Only once the check has no findings.", checking: "In a moment, the check is still running.", moved: "Go on from the live revision first (see above).", needsReason: "Give the reason.",
      live: "Revision {{number}} is live", allFollow_one: "{{count}} process follows.", allFollow_other: "All {{count}} processes follow.", notFollowing: "These processes did not follow:", proposed: "Proposal {{number}} waits for a second person",
      proposedText: "It widens your own rights. Until somebody else approves, the present revision stays.", widens: "Widens:", toHistory: "To the proposals", refused: "Not published", refusedText: "The check objects to the files:",
      conflict: "Somebody else has published meanwhile. Nothing was overwritten; what differs stands above.", unknown: "We do not know whether it was published", unknownText: "The history tells. Your text stays.",
    },
    moved: {
      title: "Revision {{number}} is live meanwhile", text: "Your edits began on revision {{base}}. Your text stands as you left it.", by: "Published by {{author}}: {{reason}}", apart: "{{name}}: edited by you alone, fits the new revision.",
      both: "{{name}}: changed in the live revision too. The difference from the live text to yours:", take: "Take the live text of {{name}}", goOn: "Go on with my text on revision {{number}}",
    },
    history: {
      revisions: "Revisions", number: "Revision {{number}}", current: "live", restores: "restores revision {{number}}", none: "No revision was published yet", show: "Show the difference", showOf: "Show the difference of revision {{number}}", hide: "Hide the difference", noDifference: "No difference from the revision before.",
      rollBack: "Roll back to this one", rollBackTo: "Roll back to revision {{number}}", rollBackText: "The files of revision {{number}} are published as a new revision.", cancel: "Cancel", by: "by {{author}}", byYou: "by you", folder: "edited in the folder", approvedBy: "approved by {{author}}",
    },
    proposals: { title: "Proposals", one: "Proposal {{number}}", own: "Your proposal: somebody else has to approve.", approve: "Approve", approveOf: "Approve proposal {{number}}", reject: "Reject", rejectOf: "Reject proposal {{number}}", rejectText: "The live revision stays.", rejected: "Proposal {{number}} is rejected.", showOf: "Show the difference of proposal {{number}}" },
    why: {
      intro: "Name a sign-in or an audience, and a field. The answer names the rule that decides, and what would have to change.", whose: "Whose view", byAddress: "Sign-in", byAudience: "Audience", who: "E-mail of the sign-in", audience: "Audience", coordinate: "Field",
      coordinateHint: "For example Price.cost", ask: "Ask", sees: "{{who}} sees {{coordinate}}", seesNot: "{{who}} does not see {{coordinate}}", unknown: "The schema has no {{coordinate}}", roles: "Roles and where they come from", through: "through", rules: "Rules that decide", noRules: "No rule allows it.", rule: "Rule", place: "Place",
      role: "Role", axis: "Rules", axes: { audience: "audience", machine: "machine", function: "function" }, closedBy: "Hidden by", missing: "What would have to change", running: "Explaining …", edit: "Edit {{place}}",
    },
  },
};
