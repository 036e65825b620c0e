"""What an administrator does with the policies of a running gateway, data in, data out; who may is decided before."""
