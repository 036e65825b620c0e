import { Radio, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { OrderError } from "../graphql/operations";
import { COUNTRIES, EMPTY, oneLine, type ShipTo } from "./shipTo";

interface Props {
  addresses: ShipTo[];
  value: ShipTo;
  change: (value: ShipTo) => void;
  errors: OrderError[];
  country: string;
}

const OTHER = "other";

/** One of the company's addresses, or another that is typed. */
export function ShipToFields({ addresses, value, change, errors, country }: Props) {
  const { t } = useTranslation();
  const { country: named } = useFormats();
  const chosen = addresses.findIndex((address) => JSON.stringify(address) === JSON.stringify(value));
  const choose = (choice: string) => change(choice === OTHER ? { ...EMPTY, country } : (addresses[Number(choice)] ?? EMPTY));
  return (
    <Stack>
      {addresses.length > 0 && (
        <Radio.Group value={chosen < 0 ? OTHER : String(chosen)} onChange={choose} aria-label={t("checkout.shipTo")}>
          <Stack gap="xs">
            {addresses.map((address, index) => <Radio key={JSON.stringify(address)} value={String(index)} label={address.name} description={oneLine(address, named)} />)}
            <Radio value={OTHER} label={t("checkout.other")} />
          </Stack>
        </Radio.Group>
      )}
      {chosen < 0 && <Typed value={value} change={change} errors={errors} />}
    </Stack>
  );
}

function Typed({ value, change, errors }: Pick<Props, "value" | "change" | "errors">) {
  const { t } = useTranslation();
  const { country: named } = useFormats();
  const error = (part: keyof ShipTo) => errors.find(({ path }) => path.includes("shipTo") && path.includes(part))?.message;
  const field = (part: keyof ShipTo, autoComplete: string) => (
    <TextInput key={part} label={t(`checkout.${part}`)} required autoComplete={autoComplete} maxLength={200} value={value[part]} error={error(part)}
      onChange={(event) => change({ ...value, [part]: event.currentTarget.value })} />
  );
  return (
    <Stack gap="sm">
      {field("name", "shipping organization")}
      {field("street", "shipping street-address")}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {field("postcode", "shipping postal-code")}
        {field("city", "shipping address-level2")}
        <Select label={t("checkout.country")} required allowDeselect={false} value={value.country} error={error("country")} autoComplete="shipping country"
          onChange={(country) => change({ ...value, country: country ?? "" })} data={COUNTRIES.map((code) => ({ value: code, label: named(code) }))} />
      </SimpleGrid>
    </Stack>
  );
}
