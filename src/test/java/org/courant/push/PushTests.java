package org.courant.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.courant.CourantTest;
import org.courant.feed.FeedTopics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@CourantTest
class PushTests {
  static final String TOKEN = "a-token-that-only-the-tests-know-0123456789";
  private static final String OTHER = "another-token-that-only-the-tests-know-012345";

  private static final String FIRST =
      """
        {"id": "push/1", "url": "https://example.org/push-1", "title": "Pushed first", "published": "2098-08-01T08:00:00Z",
         "summary": "In short.", "markdown": "# Pushed first\\n\\nSome **bold** text.", "sections": ["Pregnancy", "Iron"],
         "authors": ["Ada"], "image": {"url": "https://example.org/i.png", "alt": "A cup"}, "language": "en",
         "enclosures": [{"url": "https://example.org/t.mp3", "type": "audio/mpeg", "length": 77}], "sponsor": "Acme"}
        """;

  @Autowired private MockMvcTester mvc;
  @Autowired private FeedTopics feeds;
  @Autowired private JdbcClient jdbc;

  @Test
  void createsUpdatesAndWithdrawsWhatTheFeedsShowAtOnce() {
    var created = post(FIRST);
    assertThat(created).hasStatus(201);
    assertThat(created)
        .bodyJson()
        .hasPathSatisfying("$.outcome", outcome -> assertThat(outcome).isEqualTo("created"))
        .hasPathSatisfying("$.id", id -> assertThat(id).isEqualTo("push/1"))
        .hasPathSatisfying(
            "$.uri",
            uri -> assertThat(uri).asString().startsWith("tag:courant.test,2026:article/"));
    assertThat(feed())
        .contains(
            "Pushed first",
            "&lt;strong&gt;bold&lt;/strong&gt;",
            "Acme",
            "https://example.org/i.png",
            "<enclosure url=\"https://example.org/t.mp3\" length=\"77\" type=\"audio/mpeg\" />");

    assertThat(post(FIRST)).hasStatus(200).bodyText().contains("\"unchanged\"");

    var second = FIRST.replace("Some **bold** text.", "Other words.");
    assertThat(post(second)).hasStatus(200).bodyText().contains("\"updated\"");
    assertThat(feed()).contains("Other words.");

    withdrawAndReturn(second);
  }

  @Test
  void equalCreationsAtOnceAreOneArticle() throws Exception {
    var article =
        "{\"id\": \"push/at-once\", \"title\": \"Sent by two\", \"html\": \"<p>Once.</p>\"}";
    var start = new CountDownLatch(1);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return post(article).getResponse().getStatus();
                }));
      }
      start.countDown();
    }

    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
  }

  private void withdrawAndReturn(String second) {
    assertThat(post("{\"id\": \"push/1\", \"withdrawn\": true, \"reason\": \"Retracted.\"}"))
        .hasStatus(200)
        .bodyText()
        .contains("\"withdrawn\"");
    assertThat(feed()).doesNotContain("<title>Pushed first</title>");
    assertThat(reason("push/1")).isEqualTo("Retracted.");

    assertThat(post(second)).hasStatus(200).bodyText().contains("\"updated\"");
    assertThat(feed()).contains("<title>Pushed first</title>");
  }

  @Test
  void deletingWithdrawsOnce() {
    post("{\"id\": \"deleted\", \"title\": \"Deleted\"}");
    assertThat(delete("deleted?reason=A%20slip", TOKEN))
        .hasStatus(200)
        .bodyText()
        .contains("\"withdrawn\"");
    assertThat(delete("deleted", TOKEN)).hasStatus(200).bodyText().contains("\"unchanged\"");
    assertThat(reason("deleted")).isEqualTo("A slip");
    assertThat(delete("never-seen", TOKEN))
        .hasStatus(404)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    // Another source's token does not reach it.
    post("{\"id\": \"mine\", \"title\": \"Mine\"}");
    assertThat(delete("mine", OTHER)).hasStatus(404);
  }

  @Test
  void eachArticleOfAListHasItsOwnAnswer() {
    var answer =
        post(
            """
            [{"id": "list-1", "title": "One"}, {"id": "list-2"}, {"id": "list-1", "title": "One"}, 7,
             {"id": "list-none", "withdrawn": true}]
            """);
    assertThat(answer).hasStatus(207);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$[*].status")
        .asArray()
        .containsExactly(201, 422, 200, 422, 404);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$[*].errors[*].pointer")
        .asArray()
        .containsExactly("#/1/title", "#/3");
    assertThat(post("[{\"id\": \"list-3\", \"title\": \"Three\"}]")).hasStatus(200);
  }

  @Test
  void everyRequestIsARunOfItsSource() {
    long before = runs("READ", 1, 0);
    post("[{\"id\": \"run-1\", \"title\": \"Run\"}]");
    assertThat(runs("READ", 1, 0)).isEqualTo(before + 1);

    long failed = runs("FAILED", 0, 1);
    post("{\"id\": \"run-2\"}");
    post("{");
    assertThat(runs("FAILED", 0, 1)).isEqualTo(failed + 2);
    assertThat(
            jdbc.sql(
                    "select problems[1] from source_run where source = 'cms' and outcome = 'FAILED'")
                .query(String.class)
                .list())
        .contains("#/title: title is missing");
  }

  @Test
  void whatIsOlderThanTheFirstPushIsNeverMailedAndWhatHasNoDateIs() {
    post("{\"id\": \"old\", \"title\": \"Pushed late\", \"date\": \"2019-02-03\"}");
    post("{\"id\": \"fresh\", \"title\": \"Pushed fresh\"}");
    assertThat(candidates("Pushed late")).isZero();
    assertThat(candidates("Pushed fresh")).isEqualTo(1);
  }

  @Test
  void whatAnAdminWithdrewStaysAndTheAnswerSaysSo() {
    post("{\"id\": \"held\", \"title\": \"Held\"}");
    jdbc.sql(
            """
            update article set withdrawn_at = now(), withdrawn_by = 'ADMIN', withdrawn_reason = 'x'
            where site = 'push-tests' and guid = 'held'
            """)
        .update();
    assertThat(post("{\"id\": \"held\", \"title\": \"Held again\"}"))
        .hasStatus(200)
        .bodyText()
        .contains("\"updated\"", "stays out of sight until an admin restores it");
  }

  private MvcTestResult post(String json) {
    return mvc.post()
        .uri("/api/v1/articles")
        .header("Authorization", "Bearer " + TOKEN)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json)
        .exchange();
  }

  private MvcTestResult delete(String id, String token) {
    return mvc.delete()
        .uri(java.net.URI.create("/api/v1/articles/" + id))
        .header("Authorization", "Bearer " + token)
        .exchange();
  }

  private String feed() {
    var topic = feeds.read("http://courant.test/feeds/pregnancy.rss").orElseThrow();
    return new String(topic.content(), StandardCharsets.UTF_8);
  }

  private String reason(String guid) {
    return jdbc.sql(
            "select withdrawn_reason from article where site = 'push-tests' and guid = :guid")
        .param("guid", guid)
        .query(String.class)
        .single();
  }

  private long runs(String outcome, int created, int failed) {
    var sql =
        """
        select count(*) from source_run
        where source = 'cms' and outcome = :outcome and created = :created and failed = :failed
        """;
    return jdbc.sql(sql)
        .param("outcome", outcome)
        .param("created", created)
        .param("failed", failed)
        .query(Long.class)
        .single();
  }

  private int candidates(String title) {
    return jdbc.sql("select count(*) from article_candidate where title = :title")
        .param("title", title)
        .query(Integer.class)
        .single();
  }
}
