"""A federation gateway for any subgraphs: it knows GraphQL and policies, nothing of tools and dealers."""
