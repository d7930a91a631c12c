package io.quarterdeck.jobs.generate;

import java.util.List;

/**
 * A topic of generated questions. The words of a question show its topic, so that a model can find
 * it.
 *
 * @param tag the tag of the questions
 * @param words words that only questions of this topic have
 * @param detail a rarer tag that questions of this topic can have, too
 */
record PlantedTopic(String tag, List<String> words, String detail) {
  /** From the most frequent to the rarest, before the drift. */
  static final List<PlantedTopic> ALL =
      List.of(
          of("javascript", "promise callback closure prototype undefined hoisting", "ecmascript-6"),
          of("java", "jvm classloader stringbuilder arraylist generics maven", "collections"),
          of("c#", "linq delegate namespace nuget winforms dispose", "linq"),
          of("php", "laravel composer session mysqli htaccess wordpress", "composer-php"),
          of("android", "activity fragment intent gradle manifest emulator", "android-layout"),
          of("jquery", "selector ajax datepicker chaining onclick plugin", "jquery-ui"),
          of("html", "anchor iframe doctype fieldset textarea checkbox", "forms"),
          of("c++", "template pointer destructor segfault vector linker", "templates"),
          of("css", "flexbox margin zindex stylesheet gradient hover", "flexbox"),
          of("ios", "uiview storyboard xcode autolayout simulator cocoa", "uikit"),
          of("mysql", "innodb autoincrement phpmyadmin collation replication trigger", "innodb"),
          of("sql", "subquery groupby partition tuple rownum coalesce", "join"),
          of("r", "ggplot dplyr dataframe factor tidyverse shiny", "ggplot2"),
          of("node.js", "express middleware npm mongoose eventloop streams", "express"),
          of("python", "pandas numpy decorator virtualenv generator pip", "pandas"),
          of("ruby-on-rails", "activerecord migration devise rake gemfile erb", "activerecord"),
          of("swift", "optional protocol closure guard enumeration swiftui", "swiftui"),
          of("django", "queryset template urlconf admin serializer manage", "django-models"),
          of("excel", "worksheet vlookup macro pivot cell formula", "vba"),
          of("reactjs", "component hooks props jsx reducer rerender", "redux"));

  /** Tags that are too rare for a topic of their own. */
  static final List<String> RARE =
      List.of(
              "cobol fortran prolog erlang smalltalk lisp ada pascal racket ocaml verilog vhdl labview"
                  .split(" ", -1))
          .stream()
          .flatMap(tag -> List.of(tag, tag + "-tooling", tag + "-testing").stream())
          .toList();

  private static PlantedTopic of(String tag, String words, String detail) {
    return new PlantedTopic(tag, List.of(words.split(" ", -1)), detail);
  }
}
