package org.courant.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The sections of the publication.
@Repository
public class Sections {
  private final List<Section> declared;
  private final Map<String, Section> byName = new HashMap<>();
  private final JdbcClient jdbc;

  Sections(PublicationSettings settings, JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.declared =
        settings.sections().stream()
            .map(part -> new Section(part.slug(), part.title(), part.aliases(), part.sensitive()))
            .toList();
    for (Section section : declared) {
      section.aliases().forEach(alias -> byName.putIfAbsent(folded(alias), section));
      byName.put(folded(section.title()), section);
    }
    declared.forEach(section -> byName.put(folded(section.slug()), section));
  }

  /// Those the configuration declares, in its order.
  public List<Section> active() {
    return declared;
  }

  /// The section with this slug, title or alias, whatever its case.
  public Optional<Section> named(String slugOrAliasOrTitle) {
    return Optional.ofNullable(byName.get(folded(slugOrAliasOrTitle)));
  }

  /// The slugs of sections that were declared once and no longer are.
  public List<String> retired() {
    return jdbc.sql(
            "select slug from section where retired_at is not null order by slug collate \"C\"")
        .query((row, _) -> row.getString("slug"))
        .list();
  }

  @Transactional
  void declare() {
    for (Section section : declared) {
      var sql =
          """
          insert into section (slug, title, sensitive) values (:slug, :title, :sensitive)
          on conflict (slug) do update
          set title = excluded.title, sensitive = excluded.sensitive, retired_at = null
          """;
      jdbc.sql(sql)
          .param("slug", section.slug())
          .param("title", section.title())
          .param("sensitive", section.sensitive())
          .update();
    }
    var retire =
        """
        update section set retired_at = current_timestamp
        where retired_at is null and slug <> all (string_to_array(:slugs, ','))
        """;
    jdbc.sql(retire)
        .param("slugs", String.join(",", declared.stream().map(Section::slug).toList()))
        .update();
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
