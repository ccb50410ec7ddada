/**
 * Hand-written stand-ins for the core's ports, for the tests of every module. They keep the same contracts as the real
 * ones: each passes the port's contract test.
 */
@NullMarked
package io.msdatuner.core.testkit;

import org.jspecify.annotations.NullMarked;
