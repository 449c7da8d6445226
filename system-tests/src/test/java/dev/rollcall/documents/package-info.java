/** What tests of documents share: where the clone lies, and the tests of all modules as text. Nothing here asserts, and nothing here knows one document. */
@NullMarked
package dev.rollcall.documents;

import org.jspecify.annotations.NullMarked;
