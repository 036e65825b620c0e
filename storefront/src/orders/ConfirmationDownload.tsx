import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { run } from "../graphql/run";

/** The order confirmation as a file, in the language of the shop. */
export function ConfirmationDownload({ number }: { number: string }) {
  const { t, i18n } = useTranslation();
  const fetched = useMutation({
    mutationFn: async () => {
      const { order } = await run("Confirmation", { number, language: i18n.language });
      if (order?.confirmation) save(order.confirmation);
      return order?.confirmation ?? null;
    },
  });
  return (
    <Stack gap="xs">
      <Button variant="default" loading={fetched.isPending} onClick={() => fetched.mutate()}>{t("orders.confirmation")}</Button>
      <div role="alert">
        {fetched.isSuccess && !fetched.data && <Text size="sm">{t("orders.noConfirmation")}</Text>}
        {fetched.isError && <Text size="sm" c="red.8">{fetched.error.message}</Text>}
      </div>
    </Stack>
  );
}

function save({ name, mediaType, content }: { name: string; mediaType: string; content: string }): void {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
