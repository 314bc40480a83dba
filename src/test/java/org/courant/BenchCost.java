package org.courant;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Processor time so far, in nanoseconds: what a busy machine changes less than the time on the
/// wall.
public record BenchCost(long own, long database) {
  private static final long TICK = 10_000_000;

  public static BenchCost now(ApplicationContext context) {
    var backend =
        context.getBean(JdbcClient.class).sql("select pg_backend_pid()").query(Long.class).single();
    var server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var living = server.children().mapToLong(child -> ticks(child.pid(), 13, 15)).sum();
    return new BenchCost(own.getProcessCpuTime(), (ticks(server.pid(), 13, 17) + living) * TICK);
  }

  /// Bytes of the heap that were in use after the last collection of each of its parts.
  public static long liveHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  public BenchCost minus(BenchCost before) {
    return new BenchCost(own - before.own, database - before.database);
  }

  /// Fields of `/proc/PID/stat`: 14 to 17 are the times of a process and of its ended children.
  private static long ticks(long pid, int from, int to) {
    try {
      var fields = Files.readString(Path.of("/proc/%d/stat".formatted(pid))).split(" ", -1);
      return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum();
    } catch (IOException _) {
      return 0;
    }
  }
}
