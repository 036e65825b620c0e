import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../shell/Failure";
import { PolicyRefusal } from "./api";
import { Findings } from "./Findings";

interface Props {
  error: Error;
  again: () => void;
  /** What to say where somebody else was faster, when the page shows more of it than the message can. */
  conflict?: string;
}

/** Why nothing was published, or that it is not known whether it was. */
export function Refused({ error, again, conflict }: Props) {
  const { t } = useTranslation();
  if (!(error instanceof PolicyRefusal)) return <Failure error={error} again={again} />;
  if (!error.nothingChanged) return <><Alert color="orange" role="alert" title={t("policies.publish.unknown")}>{t("policies.publish.unknownText")}</Alert><Failure error={error} again={again} /></>;
  return (
    <Alert color="red" role="alert" title={t("policies.publish.refused")} data-testid="refused">
      {error.conflict ? (conflict ?? error.message) : error.findings.length > 0 ? t("policies.publish.refusedText") : error.message}
      {error.findings.length > 0 && <Findings findings={error.findings} />}
    </Alert>
  );
}
