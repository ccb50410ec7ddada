// The one header that a kernel includes. Documented names of Ascend C, as far as the kernels use them, for the simulated device.
#ifndef KERNEL_OPERATOR_H
#define KERNEL_OPERATOR_H

#include "ascendc/launcher.h"
#include "ascendc/vector.h"

#endif
