package org.courant.command;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/// Refuses to start when a configuration file holds a key below `courant` that no settings record
/// has, or names a variable that is not set: either would be a setting silently left as nobody
/// meant it.
@Component
class UnknownSettings implements BeanFactoryPostProcessor {
  private static final String PREFIX = "courant.";

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    List<Class<?>> records =
        Stream.of(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
            .<Class<?>>map(beans::getType)
            .filter(type -> type != null && type.isRecord())
            .toList();
    var unknown = new TreeSet<String>();
    var environment = beans.getBean(ConfigurableEnvironment.class);
    for (var source : environment.getPropertySources()) {
      if (source instanceof OriginTrackedMapPropertySource file) {
        refuseUnset(file, environment);
        Stream.of(file.getPropertyNames())
            .filter(name -> name.startsWith(PREFIX) && !known(name, records))
            .forEach(name -> unknown.add("\"%s\" in %s".formatted(name, place(file))));
      }
    }
    if (!unknown.isEmpty()) {
      throw new StartFailure(
          "The configuration holds what Courant does not know: %s. Remove it or mend its spelling."
              .formatted(String.join(", ", unknown)),
          null);
    }
  }

  /// A placeholder for what the environment does not hold would otherwise be taken as it is
  /// written, for a password for example.
  private static void refuseUnset(
      OriginTrackedMapPropertySource file, ConfigurableEnvironment environment) {
    for (String name : file.getPropertyNames()) {
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      String value = String.valueOf(file.getProperty(name));
      try {
        environment.resolveRequiredPlaceholders(value);
      } catch (IllegalArgumentException _) {
        throw new StartFailure(
            "%s in %s is \"%s\", and the environment does not hold that. Set it, or write a value."
                .formatted(name, place(file), value),
            null);
      }
    }
  }

  /// The file's path, which Spring's description of the source has in brackets.
  private static String place(OriginTrackedMapPropertySource file) {
    return file.getName().replaceFirst("^[^\\[]*\\[(.*?)].*$", "$1");
  }

  private static boolean known(String name, List<Class<?>> records) {
    List<String> path = new ArrayList<>();
    for (String part : name.substring(PREFIX.length()).split("\\.", -1)) {
      path.add(part.replaceAll("\\[\\d+]$", ""));
    }
    return records.stream().anyMatch(type -> leads(type, path));
  }

  private static boolean leads(Class<?> type, List<String> path) {
    if (path.isEmpty() || !type.isRecord()) {
      return path.isEmpty() || Map.class.isAssignableFrom(type);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (folded(component.getName()).equals(folded(path.getFirst()))) {
        return leads(content(component), path.subList(1, path.size()));
      }
    }
    return false;
  }

  /// The type of the component, or of its elements where it is a list.
  private static Class<?> content(RecordComponent component) {
    Type generic = component.getGenericType();
    if (List.class.isAssignableFrom(component.getType())
        && generic instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> element) {
      return element;
    }
    return component.getType();
  }

  private static String folded(String name) {
    return name.replace("-", "").replace("_", "").toLowerCase(java.util.Locale.ROOT);
  }
}
