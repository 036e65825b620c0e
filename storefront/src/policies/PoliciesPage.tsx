import { Badge, Center, Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigate, NavLink, useParams } from "react-router";
import { NotFoundPage } from "../shell/NotFoundPage";
import { useViewer } from "../session/session";
import { Failure } from "../shell/Failure";
import { NotForYou } from "../shell/NotForYou";
import { Page } from "../shell/Page";
import { useDepartments, useLiveFiles } from "./access";
import { PolicyRefusal, type LiveFiles } from "./api";
import { useDraft } from "./draft";
import { FilesTab } from "./FilesTab";
import { HistoryTab } from "./HistoryTab";
import { MatrixTab } from "./MatrixTab";
import { WhyTab } from "./WhyTab";
import "../ordering/ordering.css";
import "./policies.css";

const TABS = ["matrix", "files", "history", "explain"] as const;
type Tab = (typeof TABS)[number];

/** The policies as those work with them who may; which parts they get, the gateway says. */
export default function PoliciesPage() {
  const { t } = useTranslation();
  const { tab } = useParams();
  const { data: viewer } = useViewer();
  const departments = useDepartments();
  const staff = departments !== undefined && departments.length > 0;
  const files = useLiveFiles(staff);
  if (tab !== undefined && !TABS.some((known) => known === tab)) return <NotFoundPage />;
  const refused = files.error instanceof PolicyRefusal && files.error.forbidden;
  return (
    <Page title={t("policies.title")}>
      {!staff && (departments === undefined && viewer ? <Center py="xl"><Loader /></Center> : <NotForYou whoMay={t("policies.whoMay")} />)}
      {staff && files.isPending && <Center py="xl"><Loader /></Center>}
      {refused && (tab === "explain" ? <WhyTab operations={["explain"]} /> : <NotForYou whoMay={t("policies.whoMay")} />)}
      {files.isError && !refused && !files.data && <Failure error={files.error} again={() => void files.refetch()} />}
      {viewer?.me && files.data && !refused && <Parts owner={viewer.me.id} live={files.data} wanted={tab as Tab | undefined} />}
    </Page>
  );
}

function Parts({ owner, live, wanted }: { owner: string; live: LiveFiles; wanted: Tab | undefined }) {
  const { t } = useTranslation();
  const editing = useDraft(owner, live);
  const allowed = TABS.filter((tab) => live.operations.includes(tab));
  const tab = wanted ?? allowed[0];
  if (!wanted && tab) return <Navigate to={`/policies/${tab}`} replace />;
  return (
    <>
      <nav aria-label={t("policies.parts")}>
        <ul className="parts">
          {allowed.map((one) => (
            <li key={one}>
              <NavLink to={`/policies/${one}`}>
                {t(`policies.tab.${one}`)}
                {one === "files" && editing.edited.length > 0 && <Badge size="xs" ml={6} variant="light" color="yellow" className="state" data-testid="edited">{t("policies.filesEdited", { count: editing.edited.length })}</Badge>}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {tab && !allowed.includes(tab) && <NotForYou whoMay={t("policies.notThis")} />}
      {tab && allowed.includes(tab) && (
        <>
          {tab === "matrix" && <MatrixTab />}
          {tab === "files" && <FilesTab live={live} editing={editing} />}
          {tab === "history" && <HistoryTab live={live} me={owner} />}
          {tab === "explain" && <WhyTab operations={live.operations} />}
        </>
      )}
    </>
  );
}
