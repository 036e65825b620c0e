import { Button, Center, Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { signInAddress } from "../session/returning";
import { useViewer } from "../session/session";
import { Empty } from "./Empty";
import { Failure } from "./Failure";

/** Instead of a page's content, for whoever may not have it: a visitor is led to the sign-in, anybody else told who may. */
export function NotForYou({ whoMay }: { whoMay: string }) {
  const { t } = useTranslation();
  const place = useLocation();
  const viewer = useViewer();
  if (viewer.isError) return <Failure error={viewer.error} again={() => void viewer.refetch()} />;
  if (viewer.isPending) return <Center py="xl"><Loader /></Center>;
  if (viewer.data.me) return <Empty title={t("forbidden.person")} text={whoMay} />;
  return (
    <Empty title={t("forbidden.visitor")} text={`${whoMay} ${t("forbidden.visitorText")}`}>
      <Button component={Link} to={signInAddress(place)}>{t("session.in")}</Button>
    </Empty>
  );
}
