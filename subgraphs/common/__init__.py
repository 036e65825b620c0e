"""What all subgraphs share, each thing once; knows nothing of any single subgraph."""
