"""Links to other people's websites. The only room that uses the network."""
