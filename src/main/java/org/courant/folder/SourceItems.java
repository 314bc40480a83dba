package org.courant.folder;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_item`: which guids a folder showed, and in which of its files.
@Repository
class SourceItems {
  private final JdbcClient jdbc;

  SourceItems(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Guid to file.
  Map<String, String> of(String source) {
    return jdbc
        .sql("select guid, file from source_item where source = :source")
        .param("source", source)
        .query((rs, _) -> Map.entry(rs.getString("guid"), rs.getString("file")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void add(String source, String guid, String file) {
    jdbc.sql(
            """
            insert into source_item (source, guid, file)
            values (:source, :guid, :file)
            on conflict (source, guid) do update set file = excluded.file
            where source_item.file <> excluded.file
            """)
        .param("source", source)
        .param("guid", guid)
        .param("file", file)
        .update();
  }

  void remove(String source, Collection<String> guids) {
    jdbc.sql("delete from source_item where source = :source and guid = any(:guids)")
        .param("source", source)
        .param("guids", guids.toArray(String[]::new))
        .update();
  }
}
