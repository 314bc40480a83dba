package org.courant;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.function.Supplier;
import org.courant.command.Launch;
import org.courant.command.TopLevel;
import org.springframework.core.ResolvableType;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes the commands: a constructor's `Supplier`s give parts of the application, which starts when
/// the first is asked, and a [Launch] lets a command start it in its own way.
final class CommandFactory implements IFactory {
  private final Launch launch;

  CommandFactory(Launch launch) {
    this.launch = launch;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (!type.isAnnotationPresent(TopLevel.class)) {
      return CommandLine.defaultFactory().create(type);
    }
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return type.cast(
        constructor.newInstance(
            Arrays.stream(constructor.getParameters()).map(this::argument).toArray()));
  }

  private Object argument(Parameter parameter) {
    if (parameter.getType() == Launch.class) {
      return launch;
    }
    ResolvableType part = ResolvableType.forType(parameter.getParameterizedType()).getGeneric(0);
    Supplier<Object> supplier = () -> launch.command().getBeanProvider(part).getObject();
    return supplier;
  }
}
