/**
 * What a campaign or a set found, as one document: JSON for programs, and a self-contained page for people that is made of the
 * very same document. It reads campaigns and sets and changes nothing. Start reading at
 * {@link io.msdatuner.api.report.ReportDocument}.
 */
@NullMarked
package io.msdatuner.api.report;

import org.jspecify.annotations.NullMarked;
