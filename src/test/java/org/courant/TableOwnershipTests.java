package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A table belongs to the module whose `package-info` names it, and no other module's SQL names it:
/// views are what modules share.
class TableOwnershipTests {
  private static final Path MODULES = Path.of("src/main/java/org/courant");
  private static final Pattern CREATED = Pattern.compile("create table (\\w+)");
  private static final Pattern NAMED = Pattern.compile("(?:from|join|into|update)\\s+(\\w+)");
  private static final Pattern SQL =
      Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

  @Test
  void everyTableHasOneOwner() throws IOException {
    Map<String, List<String>> owners = owners();
    for (String table : tables()) {
      assertThat(owners.get(table))
          .as("the modules whose package-info names the table %s", table)
          .hasSize(1);
    }
  }

  @Test
  void noModuleNamesAnothersTableInSql() throws IOException {
    Map<String, List<String>> owners = owners();
    var strangers = new ArrayList<String>();
    for (Path module : modules()) {
      for (Path source : javaFiles(module)) {
        sql(source)
            .flatMap(text -> NAMED.matcher(text).results())
            .map(named -> named.group(1))
            .filter(owners::containsKey)
            .filter(table -> !owners.getOrDefault(table, List.of()).contains(name(module)))
            .forEach(table -> strangers.add("%s names %s".formatted(source, table)));
      }
    }
    assertThat(strangers).isEmpty();
  }

  private static Stream<String> sql(Path source) throws IOException {
    return SQL.matcher(Files.readString(source)).results().map(MatchResult::group);
  }

  /// Quartz's tables are named as a whole.
  private static List<String> tables() throws IOException {
    var tables = new ArrayList<String>();
    try (var migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
      for (Path migration : migrations.toList()) {
        CREATED
            .matcher(Files.readString(migration))
            .results()
            .map(created -> created.group(1))
            .filter(table -> !table.startsWith("qrtz_"))
            .forEach(tables::add);
      }
    }
    assertThat(tables).hasSizeGreaterThan(15);
    return tables;
  }

  /// A `package-info` lists its tables from the word "Table" to the end of that paragraph, or to
  /// its views.
  private static Map<String, List<String>> owners() throws IOException {
    var owners = new TreeMap<String, List<String>>();
    List<String> tables = tables();
    for (Path module : modules()) {
      String text =
          Files.readString(module.resolve("package-info.java")).replaceAll("\n/// ?", " ");
      var list =
          Pattern.compile("Tables?:(.*?)(?:Views|No views|- [A-Z]|@)", Pattern.DOTALL)
              .matcher(text);
      if (list.find()) {
        Pattern.compile("`(\\w+)`")
            .matcher(list.group(1))
            .results()
            .map(named -> named.group(1))
            .filter(tables::contains)
            .forEach(
                table -> owners.computeIfAbsent(table, _ -> new ArrayList<>()).add(name(module)));
      }
    }
    return owners;
  }

  private static List<Path> modules() throws IOException {
    try (var folders = Files.list(MODULES)) {
      return folders.filter(Files::isDirectory).toList();
    }
  }

  private static List<Path> javaFiles(Path module) throws IOException {
    try (var files = Files.list(module)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String name(Path module) {
    return String.valueOf(module.getFileName());
  }
}
