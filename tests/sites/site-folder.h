#pragma once

#include "atrium-file-tree.h"

/* the folder of seeds and corpus, or NULL where this machine has none */
char           *shared_folder_dup (void);
/* every text file under @folder */
AtriumFileTree *site_folder_read  (const char *folder);
