/**
 * Keeps campaigns, trials, records, devices and artifacts in PostgreSQL, and holds campaigns' claims. It owns every
 * statement that the service sends to its tables; JPA maps campaigns and trials, all else is plain SQL. The rest of the
 * service uses the public interfaces; start at {@link io.msdatuner.api.store.StoreConfiguration}.
 */
@NullMarked
package io.msdatuner.api.store;

import org.jspecify.annotations.NullMarked;
