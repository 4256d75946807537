package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NativeLz4Test {
  @Test
  void shouldCompressNativelyWhenTheLibraryIsNotInTheSystemsClassLoader() throws Exception {
    // given a class loader like a packaged service's
    try (URLClassLoader packaged =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      String before = fastest(packaged);

      // when the kit's clients are about to be made
      Method load = packaged.loadClass(NativeLz4.class.getName()).getDeclaredMethod("load");
      load.setAccessible(true);
      load.invoke(null);

      // then
      assertThat(before).contains("Java");
      assertThat(fastest(packaged)).contains("JNI");
    }
  }

  private static String fastest(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> factory = loader.loadClass("net.jpountz.lz4.LZ4Factory");
    return factory.getMethod("fastestInstance").invoke(null).toString();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
