/** Before the tests of a file: reads that fail are repeated soon, since what is told from them does not depend on the time between. */

import { retryPauses } from "../src/core/http/http";

retryPauses.firstMs = 10;
