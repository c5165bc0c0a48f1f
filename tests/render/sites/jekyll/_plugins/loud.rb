# frozen_string_literal: true

module Loud
  def loud(text)
    text.to_s.upcase
  end
end
Liquid::Template.register_filter(Loud)

class Extra < Jekyll::Generator
  def generate(site)
    site.data["pages_made"] = site.pages.size
  end
end
