package org.courant.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.StringTemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The digest's three templates as they stood at one moment. They see strings, numbers, lists and
/// maps, so there is no method to call and no class to make; `.ftlh` escapes for HTML, `.ftl` is
/// plain text.
final class RenderTemplates {
  private static final String FOLDER = "newsletter/digest/";
  private static final List<String> NAMES = List.of("subject.ftl", "body.mjml.ftlh", "text.ftl");

  /// All that a subject may be made of.
  record Subject(String newsletter, int number, @Nullable String headline, int others, int count) {}

  private final Configuration configuration;
  private final Map<String, String> sources;

  RenderTemplates(Map<String, String> sources) {
    this.sources = sources;
    this.configuration = configuration(sources);
  }

  /// @param folder its own templates come first; what it lacks comes from the jar
  static RenderTemplates read(Path folder) throws RenderFailed {
    var sources = new LinkedHashMap<String, String>();
    for (String name : NAMES) {
      sources.put(
          FOLDER + name, source(folder.resolve(FOLDER + name), "/templates/" + FOLDER + name));
    }
    return new RenderTemplates(sources);
  }

  Map<String, String> sources() {
    return sources;
  }

  /// How an operator knows it.
  String path(String name) {
    return "templates/" + FOLDER + name;
  }

  String render(String name, Record model) throws RenderFailed {
    var out = new StringWriter();
    try {
      configuration.getTemplate(FOLDER + name).process(RenderModel.of(model), out);
      return out.toString();
    } catch (ParseException e) {
      throw failed(name, e.getLineNumber(), e.getEditorMessage());
    } catch (TemplateException e) {
      String blamed =
          Optional.ofNullable(e.getBlamedExpressionString()).map(" (%s)"::formatted).orElse("");
      throw failed(name, e.getLineNumber(), firstLine(e.getMessageWithoutStackTop()) + blamed);
    } catch (IOException e) {
      throw failed(name, null, String.valueOf(e.getMessage()));
    }
  }

  private RenderFailed failed(String name, @Nullable Integer line, String problem) {
    String place = line == null ? "" : ", line %d".formatted(line);
    return new RenderFailed("%s%s: %s".formatted(path(name), place, firstLine(problem)));
  }

  private static String firstLine(@Nullable String message) {
    return RenderedText.shortened(
        String.valueOf(message)
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("")
            .strip(),
        300);
  }

  private static Configuration configuration(Map<String, String> sources) {
    var loader = new StringTemplateLoader();
    sources.forEach(loader::putTemplate);
    var configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(loader);
    configuration.setDefaultEncoding(UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    var plain = new TemplateConfiguration();
    plain.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    configuration.setTemplateConfigurations(
        new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher("ftl"), plain));
    return configuration;
  }

  private static String source(Path file, String packed) throws RenderFailed {
    try {
      if (Files.isRegularFile(file)) {
        return Files.readString(file);
      }
      try (InputStream bytes = RenderTemplates.class.getResourceAsStream(packed)) {
        if (bytes == null) {
          throw new IllegalStateException("there is no template " + file);
        }
        return new String(bytes.readAllBytes(), UTF_8);
      }
    } catch (CharacterCodingException _) {
      throw new RenderFailed("%s is not UTF-8: save it as UTF-8".formatted(file));
    } catch (IOException e) {
      throw new RenderFailed("%s cannot be read: %s".formatted(file, e));
    }
  }
}
