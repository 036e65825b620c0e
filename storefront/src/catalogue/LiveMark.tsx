import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standing } from "../graphql/live";
import { useFormats } from "./formats";

interface Props {
  standing: Standing | "behind";
  /** When the figures beside the mark were asked for, in milliseconds. */
  asked: number;
}

/** Whether the figures beside it follow every change, or of which moment they are. */
export function LiveMark({ standing, asked }: Props) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const live = standing === "live" || standing === "connecting";
  return (
    <Text component="span" size="xs" c={standing === "live" ? "works.8" : "dimmed"} className="live" data-standing={standing} data-testid="live">
      {live ? t(`live.${standing}`) : t(standing === "refused" ? "live.asOf" : "live.cut", { time: time(asked) })}
    </Text>
  );
}
