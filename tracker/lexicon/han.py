"""Simplified to traditional Chinese characters, so that the data files need one of the two.

Only one-to-one pairs of the characters that the lexicon uses; where one simplified character stands for several
traditional ones (制 in 制裁 and 製, 台 and 臺), the data files write the other form as well.
"""

from __future__ import annotations

import re

_PAIRS = """
业業 东東 两兩 严嚴 个個 丰豐 临臨 为為 举舉 乌烏 乐樂 习習 书書 买買 争爭 亏虧 亚亞 产產 亲親 亿億 仅僅 从從
们們 价價 众眾 优優 会會 伟偉 传傳 伤傷 伦倫 伪偽 余餘 侦偵 侧側 债債 倾傾 储儲 儿兒 关關 兴興 养養 兽獸 内內
军軍 农農 决決 冲衝 冻凍 净淨 减減 击擊 划劃 刘劉 则則 刚剛 创創 删刪 别別 剂劑 办辦 务務 动動 励勵 劳勞 势勢
勋勳 区區 医醫 华華 协協 单單 卖賣 卢盧 卫衛 厂廠 历歷 压壓 厌厭 县縣 参參 双雙 发發 变變 叙敘 号號 叶葉 吓嚇
吗嗎 启啟 员員 响響 哑啞 团團 园園 围圍 国國 图圖 圆圓 圣聖 场場 坏壞 块塊 坚堅 坠墜 垒壘 备備 复復 头頭 夹夾
夺奪 奋奮 奖獎 妇婦 娱娛 孙孫 学學 宁寧 实實 审審 宪憲 宫宮 宽寬 宾賓 对對 导導 将將 尔爾 尝嘗 层層 属屬 岁歲
岛島 岭嶺 币幣 师師 帐帳 带帶 帮幫 广廣 庆慶 库庫 应應 废廢 开開 异異 弃棄 张張 弹彈 强強 归歸 当當 录錄 彻徹
径徑 忆憶 态態 总總 恳懇 恶惡 悬懸 惊驚 惧懼 惩懲 慑懾 愿願 战戰 户戶 扑撲 执執 扩擴 扫掃 扬揚 扰擾 护護 报報
担擔 拟擬 拥擁 拦攔 择擇 挡擋 损損 换換 据據 掷擲 携攜 摄攝 敌敵 数數 断斷 无無 旧舊 时時 昙曇 显顯 晋晉 晒曬
暂暫 术術 机機 杀殺 杂雜 权權 条條 来來 极極 枪槍 标標 栋棟 样樣 桥橋 检檢 楼樓 欢歡 欧歐 歼殲 毁毀 毕畢 气氣
汇匯 汉漢 汤湯 没沒 沟溝 泪淚 泽澤 洁潔 测測 济濟 浑渾 涂塗 涛濤 润潤 涨漲 渔漁 温溫 游遊 湾灣 满滿 滚滾 滥濫
灭滅 灯燈 灵靈 灾災 炉爐 点點 炼煉 烁爍 烂爛 热熱 爱愛 爷爺 牵牽 犹猶 独獨 狱獄 猎獵 环環 现現 玛瑪 玺璽 电電
画畫 畅暢 疗療 疯瘋 监監 盖蓋 盘盤 矿礦 码碼 砖磚 础礎 确確 离離 种種 积積 称稱 稳穩 穷窮 窃竊 竞競 笔筆 签簽
简簡 类類 粮糧 紧緊 纠糾 红紅 约約 级級 纪紀 纳納 纵縱 线線 组組 细細 织織 终終 经經 结結 给給 络絡 统統 绝絕
继繼 绩績 续續 维維 综綜 绿綠 缅緬 缓緩 编編 缔締 缴繳 网網 罗羅 罚罰 罢罷 职職 联聯 胁脅 胜勝 脑腦 脚腳 腾騰
舰艦 舱艙 节節 苏蘇 范範 荐薦 药藥 获獲 营營 萨薩 蓝藍 虑慮 虽雖 装裝 观觀 规規 视視 览覽 觉覺 触觸 订訂 认認
讨討 让讓 训訓 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证證 评評 识識 诉訴 词詞 译譯 试試 话話 询詢 该該 详詳
语語 误誤 说說 请請 诺諾 读讀 课課 谁誰 调調 谈談 谋謀 谴譴 谷穀 贝貝 负負 财財 责責 贤賢 败敗 货貨 质質 购購
贯貫 贵貴 贷貸 贸貿 费費 贺賀 资資 赁賃 赂賂 赃贓 赋賦 赌賭 赎贖 赏賞 赔賠 赖賴 赛賽 赞贊 赠贈 赢贏 跃躍 践踐
车車 轨軌 转轉 轮輪 软軟 轰轟 轻輕 载載 较較 辆輛 辉輝 输輸 边邊 达達 迁遷 过過 运運 还還 这這 进進 远遠 违違
连連 迟遲 适適 选選 递遞 邮郵 邻鄰 郑鄭 采採 释釋 里裡 鉴鑒 针針 钢鋼 钱錢 铁鐵 铝鋁 银銀 销銷 锁鎖 锋鋒 错錯
键鍵 镇鎮 长長 门門 闭閉 问問 闯闖 间間 闻聞 阅閱 阵陣 阶階 际際 陆陸 陈陳 险險 随隨 隐隱 难難 雾霧 静靜 韩韓
页頁 顶頂 项項 须須 顾顧 预預 领領 频頻 题題 额額 风風 飞飛 饮飲 馆館 驻駐 驾駕 验驗 骑騎 骤驟 鱼魚 鸟鳥 鹰鷹
黄黃 齐齊 龙龍 拨撥 抢搶 挂掛 挟挾 捣搗 揽攬 摆擺 撑撐 毙斃 渐漸 狮獅 猫貓 禄祿 税稅 纹紋 缠纏 苹蘋 荧熒 蚁蟻
讽諷 谎謊 谣謠 踪蹤 辟闢 辩辯 逊遜 邓鄧 钻鑽 铜銅 锡錫 闪閃 阀閥 阔闊 韦韋 颁頒 饰飾 骗騙 鸡雞 鸿鴻 鲁魯 鲸鯨
齿齒 届屆 吁籲 与與 专專 丽麗 丝絲 义義 仓倉 佣傭 侠俠
丛叢 兰蘭 况況 几幾 凤鳳 凭憑 凯凱 剑劍 剧劇 厅廳 厦廈 厉厲 后後 垄壟 墙牆 壳殼 声聲 处處 奥奧 妆妝 宝寶 宠寵 寻尋
寿壽 尽盡 屿嶼 岚嵐 峡峽 忧憂 怀懷 恺愷 恼惱 戏戲 抚撫 挝撾 挠撓 挥揮 搁擱 摇搖 杰傑 构構 枭梟 树樹 栖棲 梦夢 椭橢
榈櫚 榉櫸 残殘 浅淺 浓濃 滞滯 潜潛 濒瀕 烟煙 狞獰 猪豬 琼瓊 盗盜 矶磯 碍礙 礼禮 窝窩 筹籌 篮籃 纤纖 纯純 纽紐 练練
绍紹 绑綁 绕繞 绘繪 缩縮 脱脫 腊臘 艳艷 芦蘆 苍蒼 荡蕩 荣榮 莱萊 葱蔥 蜡蠟 虚虛 补補 袭襲 见見 计計 讷訥 讼訟 诚誠
诞誕 诫誡 诱誘 谍諜 谐諧 谓謂 谢謝 贡貢 贩販 贫貧 贻貽 贾賈 赵趙 赶趕 趋趨 轿轎 辅輔 辐輻 辑輯 辽遼 逻邏 遗遺 遥遙
酝醞 酿釀 钉釘 钮鈕 铀鈾 铠鎧 铺鋪 链鏈 锆鋯 锐銳 锤錘 锦錦 镑鎊 镜鏡 阁閣 队隊 阳陽 阴陰 陕陝 顷頃 顺順 顿頓 颠顛
飓颶 飙飆 饭飯 饵餌 马馬 驱驅 驳駁 驶駛 骚騷 鲜鮮 鲨鯊 鲲鯤 鳄鱷 鸣鳴 鸭鴨 鹅鵝 鹏鵬 鹘鶻 鹞鷂 鹭鷺 麦麥 龟龜
体體 党黨 松鬆 并並 却卻 偿償 献獻 缉緝 喷噴
"""
_TRADITIONAL = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def traditional(text: str) -> str:
    """Write *text* with traditional characters; its length stays."""
    return text.translate(_TRADITIONAL)


# A weapon's name before the noun for its class: newspapers put the name in quotation marks (“死神”无人机).
_CLASSES = (
    "无人机 战机 战斗机 轰炸机 攻击机 直升机 武装直升机 导弹 巡航导弹 弹道导弹 反舰导弹 反坦克导弹 防空导弹 "
    "坦克 主战坦克 火炮 榴弹炮 自行榴弹炮 自行火炮 火箭炮 卡车炮 防空系统 系统 飞弹 战车 航母 自走炮 "
    "步兵战车 步战车 装甲车 装甲运兵车 反辐射导弹 自行高炮 自行高射炮 高炮 防空 空空导弹 反导系统 战略轰炸机 "
    "潜艇 护卫舰 驱逐舰 反战车飞弹"
)
_NAMED = re.compile(
    rf"^([\u4e00-\u9fff·]{{2,6}}?)((?:{'|'.join((_CLASSES + ' ' + _CLASSES.translate(_TRADITIONAL)).split())}))$"
)


# "Leopard type": the quotation marks may part the name from 式 (“豹”式坦克).
_STYLED = re.compile(r"^([\u4e00-\u9fff·]{1,5})式(.*)$")


def styled(text: str) -> str:
    """Write a name of the type 豹式 with only the name in quotation marks."""
    return _STYLED.sub(r"“\1”式\2", text)


def quoted(text: str) -> str:
    """Write a weapon's name that ends in the noun for its class with the name in quotation marks."""
    return _NAMED.sub(r"“\1”\2", text)


def cornered(text: str) -> str:
    """Do the same with the quotation marks of Taiwan."""
    return _NAMED.sub(r"「\1」\2", text)
