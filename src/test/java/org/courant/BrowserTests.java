package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.courant.message.RecipientTokens;
import org.courant.subscriber.Readers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a reader does in a real browser.
@CourantTest
class BrowserTests {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static Playwright playwright;
  private static Browser browser;

  @TempDir private Path folder;
  @LocalServerPort private int port;
  @Autowired private Readers readers;
  @Autowired private RecipientTokens tokens;
  @Autowired private JdbcClient jdbc;

  @BeforeAll
  static void open() {
    Optional<String> chromium =
        Stream.of(PLACES)
            .flatMap(List::stream)
            .filter(place -> Files.isExecutable(Path.of(place)))
            .findFirst();
    Assumptions.assumeTrue(chromium.isPresent(), "skipped: no Chromium on this machine");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium.orElseThrow()))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-background-networking", "--disable-sync")));
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  void aReaderLeavesWithOneButtonAndComesBackWithAnother() throws Exception {
    UUID reader = reader("browser-leaver@example.org");
    try (Page page = page()) {
      page.navigate(address("/unsubscribe/" + tokens.unsubscribe(reader, "weekly")));
      assertThat(status(reader)).as("looking changes nothing").isEqualTo("ACTIVE");
      page.locator("main button").first().click();
      assertThat(status(reader)).isEqualTo("LEFT");
      assertThat(page.locator("main").textContent()).containsIgnoringCase("unsubscribed");
    }
  }

  @Test
  void theHomePageFitsAPhoneAndNeedsNoScript() {
    try (Page page = page()) {
      page.navigate(address("/"));
      assertThat(page.title()).isEqualTo("The Test Courant");
      assertThat(page.locator("h1").count()).isEqualTo(1);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
      page.locator("a[href='/feeds']").first().click();
      assertThat(page.url()).endsWith("/feeds");
    }
  }

  @Test
  void aButtonCopiesTheAddressOfAFeed() {
    try (Page page = page()) {
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      page.navigate(address("/feeds"));
      var button = page.locator("button[data-copy]").first();
      button.click();
      page.waitForCondition(() -> button.textContent().startsWith("Copied"));
      assertThat(page.evaluate("navigator.clipboard.readText()"))
          .isEqualTo("http://courant.test/feeds/all.rss");
      assertThat(page.locator("[role=status]").textContent()).isEqualTo("Copied");
    }
  }

  @Test
  void withoutScriptNoButtonIsShownThatDoesNothing() {
    var without = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (Page page = browser.newContext(without).newPage()) {
      page.navigate(address("/feeds"));
      var buttons = page.locator("button[data-copy]");
      assertThat(buttons.count()).isPositive();
      assertThat(buttons.all()).noneMatch(Locator::isVisible);
    }
  }

  private static Page page() {
    return browser.newContext(new Browser.NewContextOptions().setViewportSize(375, 800)).newPage();
  }

  private String address(String path) {
    return "http://localhost:%d%s".formatted(port, path);
  }

  private UUID reader(String address) throws Exception {
    Path file = folder.resolve("readers.csv");
    Files.writeString(file, "address\n" + address + "\n");
    readers.importFile(file, "weekly", true, _ -> {}, Instant.parse("2026-11-01T00:00:00Z"));
    return jdbc.sql("select reader from newsletter_reader where address = :address")
        .param("address", address)
        .query((row, _) -> row.getObject("reader", UUID.class))
        .single();
  }

  private String status(UUID reader) {
    return jdbc.sql("select status from subscription where subscriber = :reader")
        .param("reader", reader)
        .query((row, _) -> row.getString("status"))
        .single();
  }
}
