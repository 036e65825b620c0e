import { Anchor, Container, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

interface Props {
  title: string;
  /** The page above this one. */
  back?: { to: string; text: string };
  children: ReactNode;
}

/** A page of the shop: its title in the tab and as the one heading of the first level. */
export function Page({ title, back, children }: Props) {
  return (
    <Container size="lg" py="lg">
      <title>{`${title} · Hartwerk`}</title>
      <Stack>
        {back && <Anchor component={Link} to={back.to} size="sm">← {back.text}</Anchor>}
        <Title order={1} id="page-title" tabIndex={-1}>{title}</Title>
        {children}
      </Stack>
    </Container>
  );
}
