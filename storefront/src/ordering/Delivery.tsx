import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import { Light } from "../catalogue/Light";
import type { CartLine } from "../graphql/operations";

/** The light of a line and the day it is promised for, as far as this viewer may know. */
export function Delivery({ of: { light, promisedDate, onEnquiry } }: { of: Pick<CartLine, "light" | "promisedDate" | "onEnquiry"> }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const promise = promisedDate ? t(light === "GREEN" ? "stock.leaves" : "stock.promise", { day: day(promisedDate) }) : onEnquiry ? t("stock.enquiry") : null;
  return (
    <Stack gap={0}>
      {light && <Light state={light} />}
      {promise && <Text size="xs" c="dimmed">{promise}</Text>}
    </Stack>
  );
}
