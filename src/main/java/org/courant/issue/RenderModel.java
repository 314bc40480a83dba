package org.courant.issue;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns records into maps, all the way down.
final class RenderModel {
  private RenderModel() {}

  static Map<String, @Nullable Object> of(Record model) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (RecordComponent component : model.getClass().getRecordComponents()) {
      map.put(component.getName(), value(read(component, model)));
    }
    return map;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Record model -> of(model);
      case List<?> list -> list.stream().map(RenderModel::value).toList();
      case Object simple -> simple;
    };
  }

  private static @Nullable Object read(RecordComponent component, Record model) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a template's model cannot be read", e);
    }
  }
}
