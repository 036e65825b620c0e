import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../shell/Failure";
import { PolicyRefusal } from "./api";
import { Findings } from "./Findings";

/** Why nothing was published, or that it is not known whether it was. */
export function Refused({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation();
  if (!(error instanceof PolicyRefusal)) return <Failure error={error} again={again} />;
  if (!error.nothingRan) return <><Alert color="orange" role="alert" title={t("policies.publish.unknown")}>{t("policies.publish.unknownText")}</Alert><Failure error={error} again={again} /></>;
  return (
    <Alert color="red" role="alert" title={t("policies.publish.refused")} data-testid="refused">
      {error.conflict ? t("policies.publish.conflict") : error.findings.length > 0 ? t("policies.publish.refusedText") : error.message}
      {error.findings.length > 0 && <Findings findings={error.findings} />}
    </Alert>
  );
}
