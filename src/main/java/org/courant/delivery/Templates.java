package org.courant.delivery;

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

  void keep(MailingId mailing, int variant, RenderedMessage source, CompiledMessage compiled) {
    var sql =
        """
        insert into message_template (mailing_id, variant, subject, html, text, content, splices)
        select m.id, :variant, :subject, :html, :text, :content, :splices
        from mailing m where m.id = :mailing and m.state in ('DRAFT', 'RENDERING')
        on conflict (mailing_id, variant) do update
          set subject = excluded.subject, html = excluded.html, text = excluded.text,
            content = excluded.content, splices = excluded.splices
        """;
    var rows =
        jdbc.sql(sql)
            .param("mailing", mailing.value())
            .param("variant", variant)
            .param("subject", source.subject())
            .param("html", source.html())
            .param("text", source.text())
            .param("content", compiled.content())
            .param("splices", Splice.write(compiled.splices()))
            .update();
    if (rows != 1) {
      throw new IllegalStateException("mailing %s takes no templates now".formatted(mailing));
    }
  }

  /// Variants that recipients need and that have no template yet.
  List<Integer> missing(MailingId mailing) {
    var sql =
        """
        select distinct d.variant from delivery d
        where d.mailing_id = :mailing and not exists (
          select from message_template t where t.mailing_id = d.mailing_id and t.variant = d.variant)
        order by d.variant
        """;
    return jdbc.sql(sql).param("mailing", mailing.value()).query((rs, _) -> rs.getInt(1)).list();
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
        select t.content, t.splices, m.list, m.from_address
        from message_template t join mailing m on m.id = t.mailing_id
        where t.mailing_id = :mailing and t.variant = :variant
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
