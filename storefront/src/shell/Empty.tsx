import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  text?: string;
  /** What leads on from here. */
  children?: ReactNode;
}

/** Says that there is nothing to show and why, and leads on. */
export function Empty({ title, text, children }: Props) {
  return (
    <Paper withBorder p="xl" data-testid="empty">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4">{title}</Title>
        {text && <Text maw="60ch">{text}</Text>}
        {children && <Group>{children}</Group>}
      </Stack>
    </Paper>
  );
}
