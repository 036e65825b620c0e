import type { CodegenConfig } from "@graphql-codegen/cli";

// Types of exactly the documents in frontend-contract/, against the public schema; masked fields are nullable there.
const config: CodegenConfig = {
  schema: "../frontend-contract/public.graphql",
  documents: "../frontend-contract/{documents,fragments}/*.graphql",
  generates: {
    "../frontend-contract/generated/operations.ts": {
      plugins: ["typescript-operations"],
      config: {
        avoidOptionals: { field: true, inputValue: false },
        enumsAsTypes: true,
        skipTypename: true,
        scalars: { Decimal: "string", Date: "string", DateTime: "string" },
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
