use strict;
use warnings;
my %h = (a => 1);
sub f {
  return $h{a};
}
