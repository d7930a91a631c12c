package io.quarterdeck.etl.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * HTTP clients for Azure's libraries that also work while the JVM ends. azure-core's own executor
 * ({@code SharedExecutorService}) is shut down by a shutdown hook; a request that runs on it then
 * never ends. After Ctrl-C, a load still has to delete its staged file.
 */
public final class AzureHttp {
  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "azure-http");
            thread.setDaemon(true);
            return thread;
          });

  private AzureHttp() {}

  /** A client with the JDK's defaults. */
  public static HttpClient client() {
    return client(java.net.http.HttpClient.newBuilder());
  }

  /** A client with these options, apart from the executor. */
  public static HttpClient client(java.net.http.HttpClient.Builder options) {
    return new JdkHttpClientBuilder(options).executor(THREADS).build();
  }
}
