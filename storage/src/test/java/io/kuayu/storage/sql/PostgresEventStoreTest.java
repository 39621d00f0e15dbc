package io.kuayu.storage.sql;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.EventStoreContract;

class PostgresEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore open() {
    PostgresCluster cluster = PostgresCluster.shared();
    return SqlStores.postgres(cluster.database(), PostgresCluster.USER, PostgresCluster.PASSWORD)
        .events();
  }
}
