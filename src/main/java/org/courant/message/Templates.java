package org.courant.message;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps compiled message templates with their sources, and the most used ones in memory.
@Repository
class Templates {
  private static final int IN_MEMORY = 64;

  /// What the sender needs of a variant and its mailing.
  record Variant(CompiledMessage message, String list, String fromAddress) {}

  private record Key(MailingId mailing, int variant) {}

  private final JdbcClient jdbc;
  private final Map<Key, Variant> memory = LinkedHashMap.newLinkedHashMap(IN_MEMORY);

  Templates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The same variant again replaces what was there.
  void keep(MailingId mailing, int variant, RenderedMessage source, Variant compiled) {
    var sql =
        """
        insert into message_template
          (mailing_id, variant, list, from_address, subject, html, text, content, splices)
        values (:mailing, :variant, :list, :from, :subject, :html, :text, :content, :splices)
        on conflict (mailing_id, variant) do update
          set subject = excluded.subject, html = excluded.html, text = excluded.text,
            content = excluded.content, splices = excluded.splices
        """;
    jdbc.sql(sql)
        .param("mailing", mailing.value())
        .param("variant", variant)
        .param("list", compiled.list())
        .param("from", compiled.fromAddress())
        .param("subject", source.subject())
        .param("html", source.html())
        .param("text", source.text())
        .param("content", compiled.message().content())
        .param("splices", Splice.write(compiled.message().splices()))
        .update();
  }

  List<Integer> variants(MailingId mailing) {
    var sql = "select variant from message_template where mailing_id = :mailing order by variant";
    return jdbc.sql(sql)
        .param("mailing", mailing.value())
        .query((rs, _) -> rs.getInt("variant"))
        .list();
  }

  /// One variant, from memory when it was used lately. Two callers may read it at once: both get
  /// the same.
  Optional<Variant> variant(MailingId mailing, int variant) {
    var key = new Key(mailing, variant);
    var known = remembered(key);
    return known.isPresent() ? known : read(key).map(found -> remember(key, found));
  }

  private Optional<Variant> remembered(Key key) {
    synchronized (memory) {
      var known = memory.remove(key);
      if (known != null) {
        memory.put(key, known);
      }
      return Optional.ofNullable(known);
    }
  }

  private Variant remember(Key key, Variant found) {
    synchronized (memory) {
      memory.put(key, found);
      Iterator<Key> oldest = memory.keySet().iterator();
      while (memory.size() > IN_MEMORY && oldest.hasNext()) {
        oldest.next();
        oldest.remove();
      }
      return found;
    }
  }

  private Optional<Variant> read(Key key) {
    var sql =
        """
        select content, splices, list, from_address from message_template
        where mailing_id = :mailing and variant = :variant
        """;
    return jdbc.sql(sql)
        .param("mailing", key.mailing().value())
        .param("variant", key.variant())
        .query(
            (rs, _) ->
                new Variant(
                    new CompiledMessage(
                        requireNonNull(rs.getBytes("content")),
                        Splice.read(requireNonNull(rs.getString("splices")))),
                    requireNonNull(rs.getString("list")),
                    requireNonNull(rs.getString("from_address"))))
        .optional();
  }
}
