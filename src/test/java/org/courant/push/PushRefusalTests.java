package org.courant.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.push.PushTests.TOKEN;

import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@CourantTest
class PushRefusalTests {
  private static final String ARTICLE = "{\"id\": \"refused\", \"title\": \"Refused\"}";

  @Autowired private MockMvcTester mvc;

  @Test
  void theBodyMustBeJsonOfABearableSize() {
    assertThat(post("Bearer " + TOKEN, MediaType.TEXT_PLAIN_VALUE, ARTICLE)).hasStatus(415);
    var big = "{\"id\": \"big\", \"html\": \"" + "x".repeat(5 * 1024 * 1024) + "\"}";
    assertThat(right(big)).hasStatus(413);
    assertThat(right("[" + (ARTICLE + ",").repeat(100) + ARTICLE + "]")).hasStatus(422);
    assertThat(right("[]")).hasStatus(422);
    assertThat(right("{\"id\": "))
        .hasStatus(400)
        .bodyText()
        .contains("The body is no JSON: it ends too early in line 1, column 8.");
    assertThat(right(ARTICLE + ARTICLE)).hasStatus(400);
    assertThat(right("{\"id\": \"1\", \"id\": \"2\"}"))
        .hasStatus(400)
        .bodyText()
        .contains("a name stands twice in one object in line 1");
    assertThat(right("")).hasStatus(400);
    assertThat(right("7")).hasStatus(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"title": "T"}                                        | #/id            | id is missing
          {"id": 7, "title": "T"}                               | #/id            | id is no text
          {"id": "x"}                                           | #/title         | title is missing
          {"id": "x", "title": "T", "tittle": "T"}              | #/tittle        | tittle is not a field of an article
          {"id": "x", "title": "T", "published": "2026-02-31"}  | #/published     | published "2026-02-31" is no date; write it as 2026-11-23T08:00:00Z (RFC 3339)
          {"id": "x", "title": "T", "url": "/relative"}         | #/url           | url "/relative" is no address with http:// or https://
          {"id": "x", "title": "T", "url": "javascript:x()"}    | #/url           | url "javascript:x()" is no address with http:// or https://
          {"id": "x", "title": "T", "authors": ["A", 7]}        | #/authors/1     | authors/1 is no text
          {"id": "x", "title": "T", "sections": {"a": 1}}       | #/sections      | sections is no list of at most 30 texts
          {"id": "x", "title": "T", "image": {"alt": "A"}}      | #/image/url     | url is missing
          {"id": "x", "title": "T", "enclosures": "a.mp3"}      | #/enclosures    | enclosures is no list of at most 10 objects
          {"id": "x", "title": "T", "enclosures": ["a.mp3"]}    | #/enclosures/0  | enclosures/0 is no object
          {"id": "x", "title": "T", "enclosures": [{}]}         | #/enclosures/0/url | url is missing
          {"id": "x", "title": "T", "enclosures": [{"url": "https://example.org/a.mp3", "length": -1}]} | #/enclosures/0/length | length is no number of bytes
          {"id": "x", "title": "T", "image": "i.png"}           | #/image         | image is no object
          {"id": "x", "title": "T", "language": "in english"}   | #/language      | language "in english" is no language tag such as en or pt-BR
          {"id": "x", "title": "T", "withdrawn": "yes"}         | #/withdrawn     | withdrawn is neither true nor false
          {"id": "x", "title": "T", "reason": "R"}              | #/reason        | reason goes with withdrawn: true alone
          {"id": "x", "title": "T", "html": "a", "markdown": "b"} | #/markdown    | markdown stands beside html; send one of them
          {"id": "x", "title": "T", "date": "2026-01-01", "published": "2026-01-01"} | #/date | date stands beside published; send one of them
          """)
  void aWrongFieldHasASentence(String json, String pointer, String detail) {
    var answer = right(json);
    assertThat(answer)
        .hasStatus(422)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.detail")
        .isEqualTo("One field is wrong; the article is not taken.");
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.errors[*].pointer")
        .asArray()
        .containsExactly(pointer);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.errors[*].detail")
        .asArray()
        .containsExactly(detail);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    var answer =
        right(
            "{\"id\": \"x\", \"title\": \"%s\", \"updated\": \"soon\"}".formatted("t".repeat(301)));
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.errors[*].detail")
        .asArray()
        .containsExactly(
            "title has 301 characters; 300 are the most",
            "updated \"soon\" is no date; write it as 2026-11-23T08:00:00Z (RFC 3339)");
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.detail")
        .isEqualTo("2 fields are wrong; the article is not taken.");
  }

  @Test
  void whatCleaningTakesOutIsTold() {
    assertThat(
            right(
                "{\"id\": \"script\", \"title\": \"S\", \"html\": \"<p>a<script>x()</script>\", \"date\": \"2199-01-01\"}"))
        .hasStatus(201)
        .bodyText()
        .contains("holds a script", "is dated in the future");
  }

  private MvcTestResult right(String json) {
    return post("Bearer " + TOKEN, MediaType.APPLICATION_JSON_VALUE, json);
  }

  private MvcTestResult post(String authorization, String type, String body) {
    return mvc.post()
        .uri("/api/v1/articles")
        .header("Authorization", authorization)
        .contentType(type)
        .content(body)
        .exchange();
  }
}
