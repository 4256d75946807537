require 'json'

class Foo < Bar
  attr_reader :a
  def initialize(a)
    @a = a
  end
end
