package org.pathline.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/** The access control lists of a cluster. */
public final class AccessLists implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Admin admin;

  /** Connects as somebody who may alter the cluster. */
  public AccessLists(Connection connection) {
    admin = Admin.create(connection.clientSettings());
  }

  /**
   * Adds what is missing.
   *
   * @return what was missing
   * @throws ClusterException when Kafka refuses, or keeps no such lists
   */
  public List<AclBinding> add(List<AclBinding> bindings) throws InterruptedException {
    Set<AclBinding> there = new HashSet<>(all());
    List<AclBinding> missing = bindings.stream().filter(each -> !there.contains(each)).toList();
    wait(() -> admin.createAcls(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return missing;
  }

  /** Every list of the cluster. */
  public List<AclBinding> all() throws InterruptedException {
    return List.copyOf(
        wait(
            () ->
                admin
                    .describeAcls(AclBindingFilter.ANY)
                    .values()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
  }

  /** A question to Kafka. */
  private interface Question<T> {
    T ask() throws InterruptedException, ExecutionException, TimeoutException;
  }

  private static <T> T wait(Question<T> question) throws InterruptedException {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecurityDisabledException) {
        throw new ClusterException(
            "Kafka has no authorizer, so that anybody may do anything; set"
                + " authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer"
                + " at the brokers and controllers",
            e);
      }
      throw new ClusterException("Kafka did not take the access control lists: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ClusterException(
          "Kafka did not answer within " + PATIENCE_SECONDS + " s about access control lists", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
