package io.kuayu.storage.sql;

import io.kuayu.engine.store.ItemStore;
import io.kuayu.engine.store.ItemStoreContract;

class PostgresItemStoreTest extends ItemStoreContract {
  @Override
  protected ItemStore open() {
    PostgresCluster cluster = PostgresCluster.shared();
    return SqlStores.postgres(cluster.database(), PostgresCluster.USER, PostgresCluster.PASSWORD)
        .items();
  }
}
