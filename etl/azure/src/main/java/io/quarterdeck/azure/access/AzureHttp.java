package io.quarterdeck.azure.access;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.SharedExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * HTTP clients for Azure's libraries that also work during JVM shutdown: after Ctrl-C, a load still
 * deletes its staged file. azure-core shuts down its {@code SharedExecutorService} in a shutdown
 * hook and cannot create another one at that point. Response timeouts need this executor, so
 * requests would never end. azure-core does not shut down an executor that the application
 * provides.
 */
public final class AzureHttp {
  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 60;

  static {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(THREADS, AzureHttp::thread);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    SharedExecutorService.getInstance().setExecutorService(executor);
  }

  private AzureHttp() {}

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "azure-http");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns a client with the JDK's defaults. */
  public static HttpClient client() {
    return client(java.net.http.HttpClient.newBuilder());
  }

  /** Returns a client with these options. */
  public static HttpClient client(java.net.http.HttpClient.Builder options) {
    return new JdkHttpClientBuilder(options).build();
  }
}
