package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.courant.CourantTest;
import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class SourceListingTests {
  @Autowired private SourceListing listing;
  @Autowired private Sources sources;
  @TempDir private Path folder;

  @Test
  void whatIsPushedIsNotPulledNext() {
    var source =
        new DeclaredSource(
            "listed-push",
            SourceKind.PUSH,
            "",
            null,
            Duration.ofMinutes(15),
            null,
            false,
            null,
            null,
            new Secret("0123456789abcdef0123456789abcdef"),
            null);

    assertThat(listed(source)).startsWith("listed-push  push       new      pushed\n");
  }

  @Test
  void aFolderThatIsNotThereIsShown() {
    var gone = folder.resolve("gone");

    assertThat(listed(GivenSource.of("listed-gone", SourceKind.FOLDER, gone)))
        .contains("! the folder %s is not there; it is looked for at each pull".formatted(gone));
    assertThat(listed(GivenSource.of("listed-there", SourceKind.FOLDER, folder)))
        .doesNotContain("!");
  }

  private String listed(DeclaredSource source) {
    sources.declare(source);
    var printed = new StringWriter();
    listing.print(source, 1, new PrintWriter(printed, true));
    return printed.toString();
  }
}
